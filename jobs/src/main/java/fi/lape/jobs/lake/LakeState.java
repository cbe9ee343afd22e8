package fi.lape.jobs.lake;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CreateFlag;
import org.apache.hadoop.fs.FSError;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;

/**
 * Which stages of a lake are complete, in the file {@code LAKE.json} at its root.
 *
 * <p>A stage that starts takes back the completeness of all that follow it, so results of old
 * inputs can never be released beside new ones. The file is replaced by one rename.
 */
public final class LakeState {
  /** The layout this program writes; a lake with a higher number is refused. */
  public static final int FORMAT = 1;

  static final String FILE = "LAKE.json";
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

  /** The file's content. */
  record Content(
      @JsonProperty("lape_lake_format") int format,
      @JsonProperty("stages") Map<String, Finished> stages) {}

  /** A complete stage. */
  public record Finished(
      @JsonProperty("run_id") String runId,
      @JsonProperty("plan_sha256") String planSha256,
      @JsonProperty("code_version") String codeVersion) {}

  private final FileContext files;
  private final Path root;

  private LakeState(FileContext files, Path root) {
    this.files = files;
    this.root = root;
  }

  /**
   * The state of the lake at a root, checked.
   *
   * @throws JobException {@code LAKE_NEWER} or {@code LAKE_DAMAGED}
   */
  public static LakeState open(String root, Configuration configuration) {
    Path path = new Path(root);
    try {
      LakeState state =
          new LakeState(FileContext.getFileContext(path.toUri(), configuration), path);
      state.read();
      return state;
    } catch (IOException e) {
      throw LakeFailures.unreadable(root, e);
    }
  }

  /** The complete stages by name. */
  public Map<String, Finished> finished() {
    try {
      return read().stages();
    } catch (IOException e) {
      throw LakeFailures.unreadable(root.toString(), e);
    }
  }

  /** Says that a stage starts: it and every later stage count as incomplete from now on. */
  public void started(PipelineStep step) {
    Map<String, Finished> stages = new TreeMap<>(finished());
    for (PipelineStep later : EnumSet.range(step, PipelineStep.RELEASE)) {
      stages.remove(later.command());
    }
    write(new Content(FORMAT, stages));
  }

  /** Says that a stage is complete. */
  public void finished(PipelineStep step, Finished finished) {
    Map<String, Finished> stages = new TreeMap<>(finished());
    stages.put(step.command(), finished);
    write(new Content(FORMAT, stages));
  }

  /**
   * Refuses a step whose inputs are not complete, or were made with another plan.
   *
   * @throws JobException {@code STAGE_INCOMPLETE} or {@code PLAN_CHANGED}
   */
  public void require(PipelineStep step, String planSha256) {
    Map<String, Finished> stages = finished();
    for (PipelineStep needed : step.needs()) {
      Finished found = stages.get(needed.command());
      if (found == null) {
        throw new JobException(
            ExitCode.LAKE,
            "STAGE_INCOMPLETE",
            "'%s' needs the stage '%s', which is not complete in the lake '%s'. It was never run there, was cut short, or an earlier stage was run again after it. Run 'lape %s' with the same --lake and --plan, or 'lape run' for all of them."
                .formatted(step.command(), needed.command(), root, needed.command()));
      }
      if (needed.dependsOnPlan() && !found.planSha256().equals(planSha256)) {
        throw new JobException(
            ExitCode.LAKE,
            "PLAN_CHANGED",
            "'%s' was run with another study plan (%s) than the one given now (%s). Results of two plans must not mix. Run 'lape %s' again with this plan, or give the former plan."
                .formatted(
                    needed.command(),
                    found.planSha256().substring(0, 12),
                    planSha256.substring(0, 12),
                    needed.command()));
      }
    }
  }

  private Content read() throws IOException {
    Content content;
    try (InputStream in = files.open(new Path(root, FILE))) {
      content = JSON.readValue(in.readAllBytes(), Content.class);
    } catch (FileNotFoundException e) {
      return new Content(FORMAT, Map.of());
    } catch (JsonProcessingException e) {
      throw new JobException(
          ExitCode.LAKE,
          "LAKE_DAMAGED",
          "the file '%s' of the lake '%s' cannot be understood. It says which stages are complete. Delete that one file and run 'lape run' again: every stage is repeated and nothing received is lost."
              .formatted(FILE, root),
          e);
    }
    if (content.format() > FORMAT) {
      throw new JobException(
          ExitCode.LAKE,
          "LAKE_NEWER",
          "the lake '%s' has format %d but this program writes format %d. A newer version of the program made it and could be damaged by an older one. Use that version, or give another --lake."
              .formatted(root, content.format(), FORMAT));
    }
    return content;
  }

  private void write(Content content) {
    Path file = new Path(root, FILE);
    Path draft = new Path(root, "." + FILE + ".draft");
    try {
      try (OutputStream out =
          files.create(
              draft,
              EnumSet.of(CreateFlag.CREATE, CreateFlag.OVERWRITE),
              Options.CreateOpts.createParent())) {
        out.write(JSON.writeValueAsBytes(content));
      }
      files.rename(draft, file, Options.Rename.OVERWRITE);
    } catch (FSError e) { // Hadoop's word for a disk that failed or is full
      throw LakeFailures.notWritable(root.toString(), new IOException(e.getCause()));
    } catch (IOException e) {
      throw LakeFailures.notWritable(root.toString(), e);
    }
  }
}
