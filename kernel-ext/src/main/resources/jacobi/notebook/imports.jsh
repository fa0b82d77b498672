import java.util.function.*;
import java.util.stream.*;
import jacobi.*;
import jacobi.nn.*;
import jacobi.optim.*;
import jacobi.data.*;
import static jacobi.Tensors.*;
import static jacobi.notebook.Notebook.*;
jacobi.notebook.Hosts.start();
