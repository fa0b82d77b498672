import jacobi.*;
