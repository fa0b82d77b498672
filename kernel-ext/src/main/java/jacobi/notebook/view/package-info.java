/** How values look: tensors, matrices, images, models, data sets, classifiers. */
package jacobi.notebook.view;
