package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every command of the README is one that a test of the build runs. */
class ReadmeTest {
  private static final Path README = Path.of("../README.md");
  private static final Pattern BASH = Pattern.compile("(?ms)^```bash\n(.*?)^```");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

  /** A command as it begins in the README, and the test or script that runs it. */
  private static final List<String> RUN =
      List.of(
          "jobs/bin/lape run", // ReadmeIT
          "mvn verify", // .ci/run
          "jobs/bin/lape plan check", // ReadmeIT
          "jobs/bin/lape tables", // ReadmeIT
          "jobs/bin/lape methods", // ReadmeIT
          "jobs/bin/lape estimate", // ReadmeIT
          "jobs/bin/lape diagnose", // ReadmeIT
          "jobs/bin/lape verify", // ReadmeIT
          "jobs/bin/lape diff", // ReadmeIT
          "jobs/bin/lape disclose", // ReadmeIT
          "export SPARK_HOME=", // StandaloneClusterIT
          "jobs/submit/standalone.sh", // StandaloneClusterIT
          "notebooks/install-kernel.sh", // NotebookIT
          "LAPE_RELEASE=lape-release/release-0001 jupyter notebook"); // NotebookIT

  static List<String> commands() throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher block = BASH.matcher(Files.readString(README));
    while (block.find()) {
      block
          .group(1)
          .lines()
          .map(line -> line.replaceFirst("\\s+#.*", "").trim())
          .filter(line -> !line.isEmpty())
          .forEach(commands::add);
    }
    return commands;
  }

  @Test
  void everyCommandIsRunByATest() throws IOException {
    assertThat(commands())
        .isNotEmpty()
        .allSatisfy(command -> assertThat(RUN).anyMatch(command::startsWith));
  }

  @Test
  void everyFileItPointsAtIsThere() throws IOException {
    Matcher link = LINK.matcher(Files.readString(README));
    List<String> targets = new ArrayList<>();
    while (link.find()) {
      targets.add(link.group(1));
    }
    assertThat(targets)
        .isNotEmpty()
        .allSatisfy(target -> assertThat(Path.of("..").resolve(target)).exists());
  }
}
