package fi.lape.jobs.plan;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import fi.lape.jobs.failure.ExitCode;
import fi.lape.jobs.failure.JobException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Reads a study plan, checks all of it at once, and fixes its hash. */
public final class StudyPlans {
  private static final ObjectMapper YAML =
      YAMLMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .addModule(new Jdk8Module())
          .build();

  private StudyPlans() {}

  /**
   * Reads and checks a plan.
   *
   * @throws JobException {@code PLAN_UNREADABLE} or {@code PLAN_INVALID} naming every fault
   */
  public static StudyPlan read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "PLAN_UNREADABLE",
          "the study plan '%s' cannot be read. Every job needs a plan. Give an existing YAML file with --plan."
              .formatted(file),
          e);
    }
    return parse(bytes, file.getFileName().toString());
  }

  static StudyPlan parse(byte[] bytes, String name) {
    ObjectNode tree = tree(bytes, name);
    List<String> faults = new ArrayList<>(PlanCheck.faultsOfDocument(tree));
    try {
      StudyPlan plan = bind(tree, sha256(bytes), name);
      faults.addAll(PlanCheck.faultsOfPlan(plan));
      if (faults.isEmpty()) {
        return plan;
      }
    } catch (JobException | NullPointerException e) {
      if (faults.isEmpty()) { // else the faults of shape explain why it has no sense yet
        throw e;
      }
    }
    throw new JobException(
        ExitCode.PLAN_OR_ARGUMENTS,
        "PLAN_INVALID",
        "the study plan '%s' has %d fault%s:%n  %s%nNothing is computed from a plan with a fault. Correct the plan; 'lape plan check' shows what is left."
            .formatted(
                name, faults.size(), faults.size() == 1 ? "" : "s", String.join("\n  ", faults)));
  }

  private static ObjectNode tree(byte[] bytes, String name) {
    try {
      JsonNode node = YAML.readTree(new String(bytes, StandardCharsets.UTF_8));
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (JsonProcessingException e) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "PLAN_UNREADABLE",
          "the study plan '%s' is not YAML at line %d. Every job needs a plan. Correct that line."
              .formatted(name, e.getLocation() == null ? 0 : e.getLocation().getLineNr()),
          e);
    }
    throw new JobException(
        ExitCode.PLAN_OR_ARGUMENTS,
        "PLAN_UNREADABLE",
        "the study plan '%s' holds no keys. Every job needs a plan. Start from evaluation-models/plans/lape.yaml."
            .formatted(name));
  }

  /** A plan that was read and checked, as bytes to send elsewhere. */
  public static byte[] toBytes(StudyPlan plan) {
    try {
      return YAML.writeValueAsBytes(plan);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a plan that was read can be written", e);
    }
  }

  /** The plan that {@link #toBytes} wrote, equal to it in everything. */
  public static StudyPlan fromBytes(byte[] bytes) {
    try {
      return YAML.readValue(bytes, StudyPlan.class);
    } catch (IOException e) {
      throw new UncheckedIOException("a plan that was written can be read", e);
    }
  }

  private static StudyPlan bind(ObjectNode tree, String sha256, String name) {
    try {
      return YAML.treeToValue(PlanDefaults.fill(tree).put("sha256", sha256), StudyPlan.class);
    } catch (JsonProcessingException e) {
      throw new JobException(
          ExitCode.PLAN_OR_ARGUMENTS,
          "PLAN_INVALID",
          "the study plan '%s' cannot be understood: %s. Nothing is computed from a plan with a fault. Correct the plan."
              .formatted(name, e.getOriginalMessage()),
          e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
