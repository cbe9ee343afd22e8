package fi.lape.jobs.cli;

import static org.assertj.core.api.Assertions.assertThat;

import fi.lape.jobs.testing.Launched;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scripts that are started without what they need. */
class SubmitScriptsTest {
  @ParameterizedTest
  @CsvSource({
    "SPARK_HOME, submit/standalone.sh spark://host:7077 run",
    "HADOOP_CONF_DIR, submit/yarn.sh run",
    "LAPE_IMAGE, submit/kubernetes.sh k8s://host run"
  })
  void aVariableThatIsNotSetIsNamedAndIsTwo(String variable, String command) throws IOException {
    Launched run =
        Launched.run(Map.of(), List.of("sh", "-c", "unset " + variable + "; exec " + command));
    assertThat(run.exitCode()).as(run.output()).isEqualTo(2);
    assertThat(run.output())
        .startsWith(variable + "_MISSING: " + variable + " is not set. ")
        .contains(" Set it to ");
  }
}
