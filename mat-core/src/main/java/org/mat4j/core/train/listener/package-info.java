/** Ready listeners: log lines and the smoothness during training. */
package org.mat4j.core.train.listener;
