package fi.lape.jobs.plan;

import fi.lape.schemas.DocumentFault;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** What is wrong with a plan, each with the JSON pointer of its place and what to change. */
final class Faults {
  private final List<DocumentFault> found = new ArrayList<>();

  void add(String pointer, String message) {
    found.add(new DocumentFault(pointer, message));
  }

  /** A name that refers to nothing of the plan. */
  void refer(String pointer, String id, String what, Collection<String> defined) {
    if (!defined.contains(id)) {
      add(
          pointer,
          "'%s' is no %s of this plan; write one of %s".formatted(id, what, list(defined)));
    }
  }

  /** A word that is not among those known. */
  void word(String pointer, String word, String what, Collection<String> known) {
    if (!known.contains(word)) {
      add(pointer, "'%s' is no %s; write one of %s".formatted(word, what, list(known)));
    }
  }

  private static String list(Collection<String> words) {
    return String.join(", ", new TreeSet<>(words));
  }

  /** One line a fault, by place in the plan. */
  List<String> lines() {
    return found.stream().distinct().map(DocumentFault::line).toList();
  }
}
