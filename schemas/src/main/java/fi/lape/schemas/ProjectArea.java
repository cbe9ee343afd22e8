package fi.lape.schemas;

/**
 * One of the 19 project areas.
 *
 * @param code three letters
 * @param regionCode region (maakunta) of the 2018 division it lies in; UUS and PKS share 01
 * @param labels fi, sv and en name
 * @param tileRow row in the tile map, 1 is the north
 * @param tileColumn column in the tile map, 1 is the west
 */
public record ProjectArea(
    String code, String regionCode, Labels labels, int tileRow, int tileColumn) {}
