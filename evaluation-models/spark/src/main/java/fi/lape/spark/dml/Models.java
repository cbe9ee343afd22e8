package fi.lape.spark.dml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Models that are learnt side by side; each is one task of Spark's at a time. */
final class Models {
  private final Map<List<Object>, Callable<Learned>> wanted = new LinkedHashMap<>();
  private final Map<List<Object>, Learned> learned = new LinkedHashMap<>();

  /** Wants a model, once whoever asks for it. */
  void add(List<Object> name, Callable<Learned> learner) {
    wanted.putIfAbsent(name, learner);
  }

  /** Learns all models, some at once. */
  void learn(int atOnce) {
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, atOnce));
    try {
      Map<List<Object>, Future<Learned>> learning = new LinkedHashMap<>();
      wanted.forEach((name, learner) -> learning.put(name, pool.submit(learner)));
      for (Map.Entry<List<Object>, Future<Learned>> model : learning.entrySet()) {
        learned.put(model.getKey(), model.getValue().get());
      }
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      pool.shutdownNow();
    }
  }

  /** Returns the models of something, one a fold; none if it has none. */
  Learned[] of(Object what, int folds) {
    List<Learned> models = new ArrayList<>();
    for (int fold = 0; fold < folds; fold++) {
      Learned model = learned.get(List.of(what, fold));
      if (model != null) {
        models.add(model);
      }
    }
    return models.toArray(Learned[]::new);
  }
}
