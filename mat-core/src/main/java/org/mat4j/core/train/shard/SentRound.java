package org.mat4j.core.train.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The same shard of a round's batches, in the order of its updates; a single one, unless shards make updates of their own. */
public record SentRound(List<SentBatch> batches) implements Serializable {

    /** Copies the list. */
    public SentRound {
        batches = List.copyOf(batches);
    }

    /** For each of so many shards, what it gets of some batches. */
    static List<SentRound> dealt(List<? extends UpdateBatch> batches, int shards) {
        List<List<SentBatch>> parts =
                batches.stream().map(batch -> batch.sent(shards)).toList();
        List<SentRound> dealt = new ArrayList<>();
        for (int i = 0; i < shards; i++) {
            int shard = i;
            dealt.add(new SentRound(parts.stream().map(part -> part.get(shard)).toList()));
        }
        return dealt;
    }

    /** Its examples. */
    public List<ShardBatch> examples(HeldExamples held) {
        return batches.stream().map(batch -> batch.examples(held)).toList();
    }
}
