/** The study plan as the jobs see it; {@link fi.lape.jobs.plan.StudyPlans} reads and checks one. */
package fi.lape.jobs.plan;
