/**
 * Trained models as ONNX files, for runtimes without ND4J: {@link org.mat4j.layers.onnx.OnnxExport}. Each operation of SameDiff
 * is translated by a function of its own, found by the operation's name; what has none is refused. Needs the optional
 * dependency {@code org.tribuo:tribuo-util-onnx}, whose classes of the format are used.
 */
package org.mat4j.layers.onnx;
