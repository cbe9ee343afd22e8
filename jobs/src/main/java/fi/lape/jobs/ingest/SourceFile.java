package fi.lape.jobs.ingest;

import java.io.Serializable;

/**
 * A file to be read.
 *
 * @param table what it holds
 * @param name path below its sources folder: {@code sotkanet/data/191.json}
 * @param location full path for the Hadoop file system
 * @param bytes length as stored
 * @param origin {@code synthetic} or {@code real}
 */
record SourceFile(SourceTable table, String name, String location, long bytes, String origin)
    implements Serializable {
  /** Whether the stored bytes are compressed. */
  boolean compressed() {
    return name.endsWith(".gz");
  }
}
