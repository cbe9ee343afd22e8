package fi.lape.jobs.cli;

/** A command that is told by its options what a study plan says elsewhere. */
interface WithoutPlan {}
