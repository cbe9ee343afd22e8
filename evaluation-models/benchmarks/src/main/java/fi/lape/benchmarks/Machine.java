package fi.lape.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.spark.SparkContext;

/** What the machine is, how busy it is, and what this process has used of it. */
final class Machine {
  private static final double BILLION = 1e9;
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private Machine() {}

  /** Returns the CPU seconds of this process so far, all threads and the collector. */
  static double cpuSeconds() {
    return SYSTEM.getProcessCpuTime() / BILLION;
  }

  /** Returns how many processes want a processor, over the last minute. */
  static double load() {
    return SYSTEM.getSystemLoadAverage();
  }

  /** Returns the largest resident size so far in MB; 0 where the system does not say. */
  static long peakMegabytes() {
    return number(Path.of("/proc/self/status"), "VmHWM:") / 1024;
  }

  static Map<String, Object> facts(SparkContext spark) {
    Map<String, Object> facts = new LinkedHashMap<>();
    facts.put("processor", text(Path.of("/proc/cpuinfo"), "model name"));
    facts.put("processors", Runtime.getRuntime().availableProcessors());
    facts.put("memory_mb", SYSTEM.getTotalMemorySize() >> 20);
    facts.put("heap_mb", Runtime.getRuntime().maxMemory() >> 20);
    facts.put("java", Runtime.version().toString());
    facts.put("spark", spark.version());
    facts.put("master", spark.master());
    facts.put("load_at_begin", load());
    return facts;
  }

  private static String text(Path file, String key) {
    try {
      for (String line : Files.readAllLines(file)) {
        if (line.startsWith(key)) {
          return line.substring(line.indexOf(':') + 1).strip();
        }
      }
      return "unknown";
    } catch (IOException notLinux) {
      return "unknown";
    }
  }

  private static long number(Path file, String key) {
    String digits = text(file, key).replaceAll("\\D", "");
    return digits.isEmpty() ? 0 : Long.parseLong(digits);
  }
}
