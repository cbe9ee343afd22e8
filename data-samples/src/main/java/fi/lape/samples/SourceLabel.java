package fi.lape.samples;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The label that tells every reader of the folder that nothing in it was observed. */
final class SourceLabel {

  private SourceLabel() {}

  static ObjectNode of(SampleSettings settings) {
    ObjectNode document = JsonText.object().put("origin", "synthetic");
    document
        .putObject("label")
        .put("fi", "Synteettinen aineisto: luvut on arvottu, ne eivät kuvaa todellisia alueita.")
        .put("sv", "Syntetiskt material: talen är slumpade och beskriver inte verkliga områden.")
        .put("en", "Synthetic data: the figures are drawn at random and describe no real area.");
    document.put("generator", "fi.lape.samples.SampleProgramme");
    document.put("seed", settings.seed());
    return document;
  }
}
