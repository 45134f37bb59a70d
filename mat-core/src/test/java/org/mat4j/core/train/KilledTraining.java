package org.mat4j.core.train;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.mat4j.core.model.TrainedModel;
import org.mat4j.core.train.SurvivingTraining.Log;
import org.mat4j.core.train.SurvivingTraining.Unlabeled;
import org.mat4j.core.train.checkpoint.CheckpointConfig;

/** A program that trains, with checkpoints, and resumes if it can: {@link KilledTrainingTest} kills it. */
final class KilledTraining {

    private KilledTraining() {}

    /** Arguments: the folder of the checkpoints, the file of the result, the updates. */
    public static void main(String[] args) throws Exception {
        CheckpointConfig kept =
                CheckpointConfig.builder(Path.of(args[0])).everyUpdates(2).build();
        TrainingConfig config =
                SurvivingTraining.config().updates(Long.parseLong(args[2])).build();
        Log log = new Log();
        try (TrainedModel model = SurvivingTraining.trainer(config, Optional.of(kept), log)
                .resume(Resume.IF_PRESENT)
                .build()
                .fit(SurvivingTraining.labeled(), new Unlabeled(), SurvivingTraining.validation())) {
            Path result = Path.of(args[1]);
            Path temporary = result.resolveSibling("result.part");
            Files.writeString(temporary, SurvivingTraining.result(model, log));
            Files.move(temporary, result, StandardCopyOption.ATOMIC_MOVE);
        }
        // ND4J's threads need not end by themselves.
        System.exit(0);
    }
}
