package fi.lape.jobs.lake;

import fi.lape.schemas.Contract;
import fi.lape.schemas.Contracts;
import java.util.Locale;
import java.util.Optional;

/** The Delta tables of a lake, by stage; the contract of each is {@code schemas/contracts/lake}. */
public enum LakeTable {
  SOURCE_FILE("bronze"),
  SOURCE_RECORD("bronze"),
  QUARANTINE(""),
  DATA_FLOW(""),
  PROJECT("silver"),
  PROJECT_ACCOUNT("silver"),
  PROJECT_REPORT("silver"),
  COMPONENT_STATUS("silver"),
  INDICATOR("silver"),
  INDICATOR_VALUE("silver"),
  POPULATION("silver"),
  COST("silver"),
  PRICE_INDEX("silver"),
  CHILD("silver"),
  CHILD_RESIDENCE("silver"),
  PLACEMENT_EPISODE("silver"),
  SERVICE_EVENT("silver"),
  MUNICIPALITY_YEAR("panel"),
  MUNICIPALITY_TREATMENT("panel"),
  PROJECT_YEAR("panel"),
  AREA_DOSE("panel"),
  MUNICIPALITY_DOSE("panel"),
  CHILD_PERIOD("panel"),
  REGISTER_CELL("panel"),
  EFFECT_ESTIMATE("gold"),
  DIAGNOSTIC("gold"),
  INFLUENCE("gold"),
  AREA_EFFECT("gold"),
  AREA_RANK("gold"),
  POWER("gold"),
  EVENT_STUDY("gold"),
  HONEST_DID("gold"),
  COHORT_SERIES("gold"),
  CALIBRATION("gold"),
  AREA_COST("gold"),
  COST_EFFECTIVENESS("gold"),
  COST_PLANE("gold"),
  COST_SENSITIVITY("gold"),
  SPECIFICATION("gold"),
  SOURCE_COMPARISON("gold"),
  RUN("gold");

  private final String stage;

  LakeTable(String stage) {
    this.stage = stage;
  }

  /** The step that writes the table; empty for tables that several add to. */
  public Optional<PipelineStep> writtenBy() {
    return switch (this) {
      case SOURCE_FILE,
          SOURCE_RECORD,
          QUARANTINE,
          PROJECT,
          PROJECT_ACCOUNT,
          PROJECT_REPORT,
          COMPONENT_STATUS,
          INDICATOR,
          INDICATOR_VALUE,
          POPULATION,
          COST,
          PRICE_INDEX,
          CHILD,
          CHILD_RESIDENCE,
          PLACEMENT_EPISODE,
          SERVICE_EVENT ->
          Optional.of(PipelineStep.INGEST);
      case MUNICIPALITY_YEAR,
          MUNICIPALITY_TREATMENT,
          PROJECT_YEAR,
          AREA_DOSE,
          MUNICIPALITY_DOSE,
          CHILD_PERIOD,
          REGISTER_CELL ->
          Optional.of(PipelineStep.PANEL);
      case EFFECT_ESTIMATE,
          DIAGNOSTIC,
          INFLUENCE,
          POWER,
          EVENT_STUDY,
          HONEST_DID,
          AREA_EFFECT,
          AREA_RANK,
          COHORT_SERIES ->
          Optional.of(PipelineStep.EVALUATE);
      case AREA_COST, COST_EFFECTIVENESS, COST_PLANE, COST_SENSITIVITY ->
          Optional.of(PipelineStep.COST);
      case SPECIFICATION -> Optional.of(PipelineStep.ROBUSTNESS);
      case SOURCE_COMPARISON -> Optional.of(PipelineStep.REGISTER);
      case DATA_FLOW, RUN, CALIBRATION -> Optional.empty();
    };
  }

  /** The contract's name, which is the folder's too: {@code indicator_value}. */
  public String contractName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the table promises its readers. */
  public Contract contract() {
    return Contracts.lake(contractName());
  }

  /** Path below the lake's root. */
  public String path() {
    return stage.isEmpty() ? contractName() : stage + "/" + contractName();
  }
}
