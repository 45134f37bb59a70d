package org.mat4j.core.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mat4j.core.method.mixture.LatentBatch;
import org.mat4j.core.method.mixture.MixtureEstimator;
import org.mat4j.core.network.Network;
import org.mat4j.core.network.ParameterSet;
import org.mat4j.core.testing.check.Values;
import org.mat4j.core.train.shard.ArrayBytes;
import org.mat4j.core.train.shard.CleanOutputs;
import org.mat4j.core.train.shard.Compression;
import org.mat4j.core.train.shard.ShardBatch;
import org.mat4j.core.train.shard.ShardResult;
import org.mat4j.core.train.shard.ShardState;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** Rounds of several shards by Adam, naively: a shard's gradients are a {@link ShardWorker}'s, all else is plain arithmetic. */
final class HandAveraging {

    private static final double BETA1 = 0.9;
    private static final double BETA2 = 0.999;
    private static final double EPSILON = 1e-8;

    private final Network network;
    private final TrainingConfig config;
    private final ShardWorker worker;
    private final int shards;
    private final double rate;
    private final ParameterSet shape;
    private final MixtureEstimator mixture;
    private final List<Double> losses = new ArrayList<>();
    private Point all;
    private int update;

    /** Where a shard, or all of them, are. */
    private record Point(double[] parameters, double[] m, double[] v, Map<String, double[]> states) {

        Point copy() {
            Map<String, double[]> copies = new LinkedHashMap<>();
            states.forEach((name, value) -> copies.put(name, value.clone()));
            return new Point(parameters.clone(), m.clone(), v.clone(), copies);
        }

        static double[] mean(List<double[]> arrays) {
            double[] mean = new double[arrays.get(0).length];
            for (int i = 0; i < mean.length; i++) {
                for (double[] array : arrays) {
                    mean[i] += array[i];
                }
                mean[i] /= arrays.size();
            }
            return mean;
        }

        static Point of(List<Point> points) {
            Map<String, double[]> states = new LinkedHashMap<>();
            points.get(0)
                    .states()
                    .keySet()
                    .forEach(name -> states.put(
                            name,
                            mean(points.stream().map(p -> p.states().get(name)).toList())));
            return new Point(
                    mean(points.stream().map(Point::parameters).toList()),
                    mean(points.stream().map(Point::m).toList()),
                    mean(points.stream().map(Point::v).toList()),
                    states);
        }
    }

    HandAveraging(Network network, TrainingConfig config, ShardWorker worker, int shards, double rate) {
        this.network = network;
        this.config = config;
        this.worker = worker;
        this.shards = shards;
        this.rate = rate;
        shape = ParameterSet.initialize(network, DataType.DOUBLE, config.seed());
        mixture =
                new MixtureEstimator(config.method().objective().mixture(), network.classCount(), network.latentSize());
        double[] parameters = Values.flat(shape.flat());
        Map<String, double[]> states = new LinkedHashMap<>();
        shape.stateNames().forEach(name -> states.put(name, Values.flat(shape.state(name))));
        all = new Point(parameters, new double[parameters.length], new double[parameters.length], states);
    }

    /** The updates of a round, on a batch each. */
    void round(List<ShardBatch> batches) {
        if (update == 0) {
            startMixture(batches.get(0));
        }
        List<Point> ends = new ArrayList<>();
        List<List<ShardResult>> results = new ArrayList<>();
        for (int shard = 0; shard < shards; shard++) {
            Point own = all.copy();
            MixtureEstimator estimator = MixtureEstimator.resume(mixture.snapshot());
            List<ShardResult> ofShard = new ArrayList<>();
            for (int i = 0; i < batches.size(); i++) {
                ShardBatch part = batches.get(i).parts(shards).get(shard);
                ShardResult result = worker.update(state(own, update + i, estimator), part, Compression.NONE)
                        .result();
                step(own, result, update + i);
                estimator.update(LatentBatch.of(result.outputs().latent(), part.labels()));
                ofShard.add(result);
            }
            ends.add(own);
            results.add(ofShard);
        }
        all = Point.of(ends);
        for (int i = 0; i < batches.size(); i++) {
            int number = i;
            List<ShardResult> parts =
                    results.stream().map(ofShard -> ofShard.get(number)).toList();
            losses.add(parts.stream().mapToDouble(p -> p.outputs().loss()).sum() / shards);
            INDArray latents =
                    Nd4j.concat(0, parts.stream().map(p -> p.outputs().latent()).toArray(INDArray[]::new));
            mixture.update(LatentBatch.of(latents, batches.get(i).labels()));
        }
        update += batches.size();
    }

    /** That of the first batch before training; the worker's share of it is all. */
    private void startMixture(ShardBatch batch) {
        List<CleanOutputs> parts = batch.parts(shards).stream()
                .map(part -> worker.cleanPass(state(all, 0, mixture), part))
                .toList();
        INDArray latents =
                Nd4j.concat(0, parts.stream().map(CleanOutputs::latent).toArray(INDArray[]::new));
        mixture.update(LatentBatch.of(latents, batch.labels()));
    }

    private ShardState state(Point point, int number, MixtureEstimator estimator) {
        Map<String, INDArray> states = new LinkedHashMap<>();
        point.states()
                .forEach((name, value) -> states.put(
                        name,
                        Nd4j.createFromArray(value).reshape(shape.state(name).shape())));
        return new ShardState(
                number,
                ArrayBytes.of(Nd4j.createFromArray(point.parameters())),
                ArrayBytes.of(states),
                estimator.snapshot().toJson().toString(),
                TrainingSettings.of(network, config));
    }

    /** Adam, after Kingma and Ba's algorithm 1 in its efficient order, and running statistics of rising decay. */
    private void step(Point own, ShardResult result, int number) {
        double[] gradient = Values.flat(result.gradient());
        double alpha = rate * Math.sqrt(1 - Math.pow(BETA2, number + 1)) / (1 - Math.pow(BETA1, number + 1));
        for (int i = 0; i < gradient.length; i++) {
            own.m()[i] = BETA1 * own.m()[i] + (1 - BETA1) * gradient[i];
            own.v()[i] = BETA2 * own.v()[i] + (1 - BETA2) * gradient[i] * gradient[i];
            own.parameters()[i] -= alpha * own.m()[i] / (Math.sqrt(own.v()[i]) + EPSILON);
        }
        result.states().forEach((name, change) -> {
            double keep = Math.min(change.decay(), (1.0 + number) / (10.0 + number));
            double[] value = Values.flat(change.value());
            double[] state = own.states().get(name);
            for (int i = 0; i < state.length; i++) {
                state[i] = keep * state[i] + (1 - keep) * value[i];
            }
        });
    }

    double[] losses() {
        return losses.stream().mapToDouble(d -> d).toArray();
    }

    /** Parameters and states by name. */
    Map<String, INDArray> values() {
        Map<String, INDArray> values = new LinkedHashMap<>(shape.viewsOf(Nd4j.createFromArray(all.parameters())));
        all.states()
                .forEach((name, value) -> values.put(
                        name,
                        Nd4j.createFromArray(value).reshape(shape.state(name).shape())));
        return values;
    }
}
