package fi.lape.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleProgrammeTest {

  @TempDir private Path folder;

  private SampleFiles write(String name, SampleSettings settings) throws IOException {
    SampleProgramme.write(folder.resolve(name), settings);
    return new SampleFiles(folder.resolve(name));
  }

  @Test
  void equalSettingsGiveEqualBytesWhateverLocaleAndZone() throws IOException {
    SampleFiles first = write("first", SampleSettings.standard());
    Locale locale = Locale.getDefault();
    TimeZone zone = TimeZone.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      SampleFiles second = write("second", SampleSettings.standard());
      assertThat(second.names()).isEqualTo(first.names());
      for (String name : first.names()) {
        assertThat(Files.readAllBytes(second.path(name)))
            .as(name)
            .isEqualTo(Files.readAllBytes(first.path(name)));
      }
    } finally {
      Locale.setDefault(locale);
      TimeZone.setDefault(zone);
    }
  }

  @Test
  void anotherSeedGivesOtherFigures() throws IOException {
    SampleFiles other = write("other", SampleSettings.standard().withSeed(1));
    assertThat(other.counts(191, "KUNTA")).isNotEqualTo(SampleFiles.COMMITTED.counts(191, "KUNTA"));
  }

  @Test
  void anotherEffectLeavesWhatItDoesNotTouchAsItWas() throws IOException {
    SampleFiles none = write("none", SampleSettings.standard().withFamilyCentreEffect(0));
    for (String name :
        new String[] {"statfin/population_0_17.json.gz", "sotkanet/data/181.json.gz"}) {
      assertThat(none.content("sources/" + name))
          .as(name)
          .isEqualTo(SampleFiles.COMMITTED.content("sources/" + name));
    }
    assertThat(none.counts(1078, "MAA")).isNotEqualTo(SampleFiles.COMMITTED.counts(1078, "MAA"));
  }

  @Test
  void childrenScaleWithTheSettings() throws IOException {
    SampleFiles large = write("large", SampleSettings.standard().withChildrenScale(10));
    assertThat(large.children().get("SSS/2016") / 1_071_905.0).isBetween(9.999, 10.001);
    assertThat(large.counts(191, "MAA").get("658/2016")).isBetween(155_000L, 170_000L);
  }
}
