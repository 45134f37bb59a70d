/** An update computed in parts, on this machine or on others: what goes to each part, and what comes back. */
package org.mat4j.core.train.shard;
