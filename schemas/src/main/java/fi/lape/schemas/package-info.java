/**
 * What the product promises about its data, as code: contracts of every table, code lists, and the
 * JSON Schemas of project reports and study plans.
 *
 * <p>Start at {@link fi.lape.schemas.Contracts}, {@link fi.lape.schemas.CodeLists} and {@link
 * fi.lape.schemas.DocumentSchemas}.
 */
package fi.lape.schemas;
