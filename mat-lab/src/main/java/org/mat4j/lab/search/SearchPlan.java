package org.mat4j.lab.search;

import java.util.List;
import java.util.Map;

/** Which trials a search makes. */
public interface SearchPlan {

    /** No plan has more trials. */
    int MAX_TRIALS = 10_000;

    /** Where the values come from. */
    SearchSpace space();

    /** The trials in their order, numbered from 1; the same at every call. */
    List<Trial> trials();

    /**
     * What decides the trials, in words by name. Of two plans with the same description, the one with fewer trials has
     * the first ones of the other.
     */
    Map<String, String> describe();
}
