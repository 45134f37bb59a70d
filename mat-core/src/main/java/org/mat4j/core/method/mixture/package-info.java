/**
 * The class-conditional Gaussian mixture of the latent space and its estimation.
 *
 * <p>A network's latent z in R^D is modeled by m equally weighted Gaussians, one per class:
 * q(z) = (1/m) sum_k N(z; mu_k, Sigma_k). Means and covariances are not trained by gradient; a
 * {@link org.mat4j.core.method.mixture.MixtureEstimator} re-estimates them after each update from the latents of the labeled
 * batch, and hands out immutable {@link org.mat4j.core.method.mixture.GaussianMixture} snapshots, whose arrays the training
 * graph reads as constants. A {@link org.mat4j.core.train.monitor.LatentMonitor} warns when the latent collapses or explodes.
 *
 * <p>Everything here is in double precision. Source: Zhang, Huang, Zhu, Liu, "Manifold Adversarial Learning",
 * arXiv:1807.05832, section III-D and Algorithm 1; section III-I for a high-dimensional latent.
 */
package org.mat4j.core.method.mixture;
