package dev.ringfence.connectivity.index;

/// From which number of members on selectors are treated in bulk. The answers are the same for all widths; the time is not.
///
/// @param few a selector with more members is wide: of those that are in the same wide ones, one is compared for all
/// @param many a selector with more members divides the classes once for all rows
public record Widths(int few, int many) {
    static final Widths USUAL = new Widths(48, 512);
}
