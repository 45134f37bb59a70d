package org.mat4j.examples.cli;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.mat4j.core.train.StopSignal;
import org.mat4j.lab.results.PlanRecipe;
import org.mat4j.lab.results.PlannedRun;

/**
 * Experiments with several seeds, in other processes too, which need not have their files.
 *
 * @param files what they say
 * @param seeds of the runs of each
 * @param more words of the command line of each
 */
record ExperimentWords(List<Text> files, List<Long> seeds, List<String> more) implements PlanRecipe {

    /** Of a file its path and settings. */
    private record Text(String path, TreeMap<String, ExperimentFile.Setting> settings) implements Serializable {

        ExperimentFile file() {
            return new ExperimentFile(Path.of(path), settings);
        }
    }

    static ExperimentWords of(List<ExperimentFile> files, List<Long> seeds, List<String> more) {
        List<Text> texts = files.stream()
                .map(file -> new Text(file.path().toString(), new TreeMap<>(file.settings())))
                .toList();
        return new ExperimentWords(texts, List.copyOf(seeds), List.copyOf(more));
    }

    @Override
    public List<PlannedRun> runs(Path root, StopSignal stop) {
        List<PlannedRun> runs = new ArrayList<>();
        for (long seed : seeds) {
            for (Text text : files) {
                ExperimentFile file = text.file();
                runs.add(file.plan(file.train(seed, root, more, told -> {}), seed, root, stop));
            }
        }
        return runs;
    }
}
