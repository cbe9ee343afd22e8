package fi.lape.spark;

import fi.lape.estimators.Methods;
import fi.lape.estimators.error.EvaluationErrors;
import fi.lape.estimators.inference.Inferences;
import fi.lape.estimators.inference.RefitInferences;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether a request can be meant as it is, before any data are read. */
final class RequestCheck {
  private final EstimationRequest request;
  private final Methods method;

  RequestCheck(EstimationRequest request, Methods method) {
    this.request = request;
    this.method = method;
  }

  /** Refuses by name what is not known, not named or would not be used. */
  void check() {
    if (method.needs() == Methods.Needs.UNIT_DOSE) {
      request.inference().ifPresent(this::refuseInference);
    } else {
      request.inference().ifPresent(this::requireInference);
    }
    requireTreatment();
    refuseUnusedExposure();
  }

  private void requireInference(String name) {
    if (RefitInferences.names().contains(name)) {
      RefitInferences.of(name, request.inferenceSettings());
    } else if (Inferences.names().contains(name)) {
      Inferences.of(name, request.inferenceSettings());
    } else {
      List<String> known = new ArrayList<>(Inferences.names());
      known.addAll(RefitInferences.names());
      throw EvaluationErrors.settingOutOfRange(
          "inference", "'" + name + "'", "one of " + String.join(", ", known));
    }
  }

  private void refuseInference(String name) {
    throw EvaluationErrors.settingOutOfRange(
        "inference",
        "'" + name + "'",
        "left out: '" + method.word() + "' states intervals of its own and no other fits it");
  }

  private void requireTreatment() {
    PanelColumns columns = request.columns();
    switch (method.needs()) {
      case ADOPTION -> require(columns.adoption(), "the first treated period of each unit");
      case TREATMENT -> require(columns.treatment(), "the level of treatment in each period");
      case ADOPTION_OR_TREATMENT ->
          require(
              columns.adoption().or(columns::treatment),
              "the first treated period of each unit, or the level of treatment in each period");
      case ADOPTION_AND_EXPOSURE -> {
        require(columns.adoption(), "the first treated period of each unit");
        require(columns.exposure(), "the exposure, such as the number of children");
      }
      case DOSE -> require(columns.dose(), "the dose of each cluster");
      case UNIT_DOSE ->
          require(
              columns.treatment().or(columns::dose),
              "the dose of each unit, or its level in each period");
    }
  }

  /** A column that a method would not look at, though it seems to be used. */
  private void refuseUnusedExposure() {
    if (request.columns().exposure().isPresent()
        && method.needs() != Methods.Needs.ADOPTION_AND_EXPOSURE) {
      throw EvaluationErrors.exposureNotUsed(request.method());
    }
  }

  private void require(Optional<String> column, String needs) {
    if (column.isEmpty()) {
      throw EvaluationErrors.treatmentNotGiven(request.method(), needs);
    }
  }
}
