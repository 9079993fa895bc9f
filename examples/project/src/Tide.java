package org.example.tidewater;

/**
 * One tide.
 *
 * @author Ingrid Sørlie
 */
public final class Tide {
    private static final String TOKEN = "@@FORGE:web-token:5@@";
    private static final String VERSION = "4.2.1.0";

    @Override
    public String toString() {
        return "high water";
    }
}
