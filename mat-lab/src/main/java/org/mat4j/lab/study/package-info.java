/**
 * What is measured on saved models beside their error: robustness curves, how well strangers are told, embeddings and
 * galleries, as tables and pictures.
 */
package org.mat4j.lab.study;
