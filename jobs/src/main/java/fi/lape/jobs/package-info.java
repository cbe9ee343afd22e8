/**
 * Everything that knows Delta, paths and arguments: the stages of an evaluation and its command.
 */
package fi.lape.jobs;
