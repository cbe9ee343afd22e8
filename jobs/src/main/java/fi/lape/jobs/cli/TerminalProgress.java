package fi.lape.jobs.cli;

import fi.lape.jobs.progress.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** One line that is rewritten on a terminal; plain lines where output goes to a file. */
final class TerminalProgress implements Progress {
  private static final String CLEAR_LINE = "\r\u001B[2K";
  private final PrintStream out;
  private final boolean terminal;
  private final long startNanos = System.nanoTime();
  private boolean begun;

  TerminalProgress(PrintStream out, boolean terminal) {
    this.out = out;
    this.terminal = terminal;
  }

  /** On standard error; the launcher says whether that is a terminal. */
  static TerminalProgress standard() {
    return new TerminalProgress(System.err, Boolean.getBoolean("lape.terminal"));
  }

  @Override
  public synchronized void step(String text) {
    begun = true;
    String line = String.format(Locale.ROOT, "[%5.1f s] %s", seconds(), text);
    if (terminal) {
      out.print(CLEAR_LINE + line);
      out.flush();
    } else {
      out.println(line);
    }
  }

  @Override
  public synchronized void note(String text) {
    out.println((terminal && begun ? CLEAR_LINE : "") + text);
  }

  double seconds() {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /** Leaves the line empty for what comes after. */
  synchronized void end() {
    if (terminal && begun) {
      out.print(CLEAR_LINE);
      out.flush();
    }
  }
}
