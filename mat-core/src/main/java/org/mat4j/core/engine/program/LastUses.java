package org.mat4j.core.engine.program;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.autodiff.samediff.internal.SameDiffOp;

/** The position of the last operation that reads each value of a program, after which its memory is free. */
final class LastUses {

    private LastUses() {}

    static Map<String, Integer> of(GraphProgram.Definition program) {
        Map<String, Integer> lastUses = new HashMap<>();
        for (int i = 0; i < program.operations().size(); i++) {
            for (String input : GraphProgram.inputsOf(program.operations().get(i))) {
                lastUses.put(input, i);
            }
        }
        program.outputs().forEach(name -> lastUses.put(name, Integer.MAX_VALUE));
        extendOverRepetitions(program.operations(), lastUses);
        return lastUses;
    }

    /** What a repetition reads and does not compute itself, it reads until its end. */
    private static void extendOverRepetitions(List<SameDiffOp> operations, Map<String, Integer> lastUses) {
        Map<String, Integer> producers = new HashMap<>();
        for (int i = 0; i < operations.size(); i++) {
            int position = i;
            operations.get(i).getOutputsOfOp().forEach(name -> producers.put(name, position));
            if (operations.get(i).getOp() instanceof Repetition.End) {
                int begin = producers.get(operations.get(i).getInputsToOp().get(0));
                for (int j = begin + 1; j < i; j++) {
                    for (String input : GraphProgram.inputsOf(operations.get(j))) {
                        if (producers.getOrDefault(input, 0) <= begin) {
                            lastUses.merge(input, i, Math::max);
                        }
                    }
                }
            }
        }
    }
}
