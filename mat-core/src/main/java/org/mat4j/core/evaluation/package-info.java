/** Measures of a trained model beside its error. */
package org.mat4j.core.evaluation;
