/** Settings as the words of a study plan: {@link fi.lape.estimators.settings.SettingWords}. */
package fi.lape.estimators.settings;
