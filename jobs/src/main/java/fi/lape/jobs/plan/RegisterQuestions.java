package fi.lape.jobs.plan;

import java.util.List;

/** What a study asks of the child register; nothing is asked where the lake has none. */
public record RegisterQuestions(List<RegisterAnalysis> analyses) {
  public RegisterQuestions {
    analyses = List.copyOf(analyses);
  }
}
