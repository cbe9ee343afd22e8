package fi.lape.jobs.cluster;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A real standalone master with two workers, as processes on loopback, from the build's own jars.
 */
final class StandaloneCluster implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);

  private final Path home;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private StandaloneCluster(Path home, int port) {
    this.home = home;
    this.port = port;
  }

  static StandaloneCluster start(Path folder) throws IOException, InterruptedException {
    StandaloneCluster cluster = new StandaloneCluster(folder.resolve("spark"), freePort());
    cluster.installSpark();
    cluster.daemon(
        "master",
        "org.apache.spark.deploy.master.Master",
        "--host",
        "127.0.0.1",
        "--port",
        String.valueOf(cluster.port),
        "--webui-port",
        "0");
    cluster.awaitMaster();
    for (int worker = 1; worker <= 2; worker++) {
      cluster.daemon(
          "worker" + worker,
          "org.apache.spark.deploy.worker.Worker",
          "--cores",
          "1",
          "--memory",
          "1g",
          "--webui-port",
          "0",
          "--work-dir",
          cluster.workFolder(worker).toString(),
          cluster.url());
    }
    return cluster;
  }

  String url() {
    return "spark://127.0.0.1:" + port;
  }

  Path home() {
    return home;
  }

  Path workFolder(int worker) {
    return home.resolve("work" + worker);
  }

  /** Executors that a worker has started, by the folders they left. */
  long executorsOf(int worker) throws IOException {
    if (!Files.isDirectory(workFolder(worker))) {
      return 0;
    }
    try (Stream<Path> paths = Files.walk(workFolder(worker), 2)) {
      return paths.filter(p -> p.getParent().getFileName().toString().startsWith("app-")).count();
    }
  }

  /** What every process of the cluster and its submitter need to be told. */
  Map<String, String> environment() {
    return Map.of(
        "SPARK_HOME",
        home.toString(),
        "SPARK_SCALA_VERSION",
        "2.13",
        "SPARK_LOCAL_IP",
        "127.0.0.1",
        "JAVA_HOME",
        System.getProperty("java.home"));
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(10, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        process.destroyForcibly();
        Thread.currentThread().interrupt();
      }
    }
  }

  private void installSpark() throws IOException {
    Path jars = Files.createDirectories(home.resolve("jars"));
    for (String jar : runtimeJars()) {
      Path path = Path.of(jar);
      if (!isOurs(path)) {
        Files.createSymbolicLink(jars.resolve(path.getFileName()), path);
      }
    }
    Path submit = Files.createDirectories(home.resolve("bin")).resolve("spark-submit");
    Files.writeString(
        submit,
        "#!/bin/sh\nexec \"$JAVA_HOME/bin/java\" "
            + String.join(" ", javaOptions())
            + " -Xmx1500m -cp \"$SPARK_HOME/jars/*\" org.apache.spark.deploy.SparkSubmit \"$@\"\n");
    Files.setPosixFilePermissions(submit, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  /** Jars that a user's cluster does not have: they travel in the submitted jar or with --jars. */
  private static boolean isOurs(Path jar) {
    String path = jar.toString();
    return Stream.of(
            "/io/delta/",
            "/com/ethlo/",
            "/jackson-dataformat-yaml/",
            "/jackson-datatype-jdk8/",
            "/networknt/",
            "/picocli/",
            "/microutils/",
            "/pebbletemplates/",
            "/hipparchus/",
            "/jetbrains/",
            "/unbescape/")
        .anyMatch(path::contains);
  }

  /** The jars of Delta, for --jars. */
  static String deltaJars() throws IOException {
    return String.join(
        ",", runtimeJars().stream().filter(jar -> jar.contains("/io/delta/")).toList());
  }

  static List<String> runtimeJars() throws IOException {
    return Pattern.compile(Pattern.quote(File.pathSeparator))
        .splitAsStream(Files.readString(Path.of("target/runtime.classpath")).trim())
        .toList();
  }

  private static List<String> javaOptions() throws IOException {
    return Files.readAllLines(Path.of("bin/jvm.options"));
  }

  private void daemon(String name, String mainClass, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(javaOptions());
    command.addAll(List.of("-Xmx400m", "-cp", home.resolve("jars") + "/*", mainClass));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment());
    builder.redirectOutput(home.resolve(name + ".log").toFile());
    processes.add(builder.start());
  }

  private void awaitMaster() throws InterruptedException {
    long limit = System.nanoTime() + START_LIMIT.toNanos();
    while (System.nanoTime() < limit) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException notYet) {
        TimeUnit.MILLISECONDS.sleep(200);
      }
    }
    throw new IllegalStateException("the master did not listen within " + START_LIMIT);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
