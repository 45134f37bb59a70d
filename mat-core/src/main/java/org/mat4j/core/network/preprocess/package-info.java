/** First layers of networks: what is done to every input, fitted to training data and saved in the graph. */
package org.mat4j.core.network.preprocess;
