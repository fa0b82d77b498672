/** Optimizers: how parameters follow their gradients. */
package jacobi.optim;
