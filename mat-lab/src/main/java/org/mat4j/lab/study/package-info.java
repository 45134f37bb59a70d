/** What is measured on saved models beside their error: robustness curves, embeddings and galleries, as tables and pictures. */
package org.mat4j.lab.study;
