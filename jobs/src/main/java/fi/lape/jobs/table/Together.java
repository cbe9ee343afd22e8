package fi.lape.jobs.table;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Independent pieces of work, two at a time: planning and committing leave the cores idle. */
public final class Together {
  private static final int AT_ONCE = 2;

  private Together() {}

  /** Does all of it and returns the results in order; the first failure after all have ended. */
  public static <T> List<T> all(List<Callable<T>> work) {
    ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
    try {
      List<T> results = new ArrayList<>();
      List<RuntimeException> failures = new ArrayList<>();
      for (Future<T> each : threads.invokeAll(work)) {
        try {
          results.add(each.get());
        } catch (ExecutionException e) {
          failures.add(
              e.getCause() instanceof RuntimeException known
                  ? known
                  : new IllegalStateException("a piece of the stage failed", e.getCause()));
        }
      }
      if (!failures.isEmpty()) {
        throw failures.get(0);
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the stage was interrupted", e);
    } finally {
      threads.shutdownNow();
    }
  }
}
