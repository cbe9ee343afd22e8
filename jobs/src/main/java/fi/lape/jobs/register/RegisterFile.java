package fi.lape.jobs.register;

/**
 * A Parquet file of a register.
 *
 * @param name path below the sources folder: {@code register/child/part-00000.parquet}
 * @param location full path for the Hadoop file system
 */
public record RegisterFile(RegisterTable table, String name, String location) {}
