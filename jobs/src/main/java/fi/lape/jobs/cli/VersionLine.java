package fi.lape.jobs.cli;

import fi.lape.jobs.gold.CodeVersion;
import picocli.CommandLine.IVersionProvider;

/** What {@code lape --version} prints. */
final class VersionLine implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"lape " + CodeVersion.current()};
  }
}
