package jacobi.ptx;

import java.util.List;

/** The instructions that say what comes next, and those that threads do together. */
final class Control {
    private Control() {
    }

    static final class Branch extends Instruction {
        private final Label to;
        private final int predicate;
        private final boolean not;

        /** @param predicate where it is; -1 if the branch is always taken */
        Branch(Label to, int predicate, boolean not) {
            this.to = to;
            this.predicate = predicate;
            this.not = not;
        }

        @Override
        void run(Warp w) {
            w.jump(predicate < 0 ? w.active : w.where(predicate, not), to.pc);
        }
    }

    /** A jump into a table of labels. */
    static final class Table extends Instruction {
        private final Operand index;
        private final Operand target;
        private final List<Label> labels;

        Table(Operand index, Operand target, List<Label> labels) {
            this.index = index;
            this.target = target;
            this.labels = labels;
        }

        @Override
        void run(Warp w) {
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                long k = w.registers[index.at() + (l & index.mask())] & 0xFFFFFFFFL;
                if (k >= labels.size()) {
                    throw w.fault(this, l, "jumps to label " + k + " of " + labels.size());
                }
                w.registers[target.at() + l] = labels.get((int) k).pc;
            }
            w.jump(target.at());
        }
    }

    /** A jump into a function; the place to come back to is a register of its own for each function. */
    static final class Call extends Instruction {
        private final Label to;
        private final Operand back;

        Call(Label to, Operand back) {
            this.to = to;
            this.back = back;
        }

        @Override
        void run(Warp w) {
            for (int i = 0; i < w.count; i++) {
                w.registers[back.at() + w.lanes[i]] = w.pc;
            }
            w.jump(w.active, to.pc);
        }
    }

    static final class Return extends Instruction {
        private final Operand back;

        Return(Operand back) {
            this.back = back;
        }

        @Override
        void run(Warp w) {
            w.jump(back.at());
        }
    }

    static final class Exit extends Instruction {
        @Override
        void run(Warp w) {
            w.exit();
        }
    }

    static final class Trap extends Instruction {
        @Override
        void run(Warp w) {
            throw w.fault(this, w.lanes[0], "reached a trap");
        }
    }

    /** Order among accesses of memory, which are in order here anyway. */
    static final class Fence extends Instruction {
        @Override
        void run(Warp w) {
            return;
        }
    }

    /** bar.sync, or bar.red, which also combines a predicate of all threads. */
    static final class Barrier extends Instruction {
        private final String reduction;
        private final int result;
        private final Operand predicate;

        /** @param reduction popc, and, or; null for none */
        Barrier(String reduction, Operand result, Operand predicate) {
            this.reduction = reduction;
            this.result = result == null ? -1 : result.at();
            this.predicate = predicate;
        }

        @Override
        void run(Warp w) {
            w.waitAt(this);
        }

        void combine(Warp[] warps) {
            if (reduction == null) {
                return;
            }
            int count = 0;
            int all = 0;
            for (Warp w : warps) {
                for (int l = 0; l < 32; l++) {
                    if ((w.waiting >> l & 1) != 0) {
                        all++;
                        count += (int) w.registers[predicate.at() + (l & predicate.mask())] & 1;
                    }
                }
            }
            long value = switch (reduction) {
                case "popc" -> count;
                case "and" -> count == all ? 1 : 0;
                default -> count > 0 ? 1 : 0;
            };
            for (Warp w : warps) {
                for (int l = 0; l < 32; l++) {
                    w.registers[result + l] = value;
                }
            }
        }
    }

    /** An instruction for the lanes of a mask together. */
    abstract static class Together extends Instruction {
        private final Operand mask;

        Together(Operand mask) {
            this.mask = mask;
        }

        @Override
        void run(Warp w) {
            int wanted = mask(w, w.lanes[0]);
            int group = 0;
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                int named = mask(w, l);
                if ((named >> l & 1) == 0) {
                    throw w.fault(this, l, "its mask " + Warp.bits(named) + " lacks the thread itself");
                }
                group |= named == wanted ? 1 << l : 0;
            }
            if (group != w.active) {
                w.postpone(this, w.active & ~group);
            }
            if (w.gathered(this, wanted)) {
                together(w, wanted);
            }
        }

        private int mask(Warp w, int lane) {
            return (int) w.registers[mask.at() + (lane & mask.mask())];
        }

        abstract void together(Warp w, int wanted);
    }

    static final class WarpBarrier extends Together {
        WarpBarrier(Operand mask) {
            super(mask);
        }

        @Override
        void together(Warp w, int wanted) {
            if (wanted == w.alive()) {
                w.syncs++;
            }
        }
    }

    /** vote.sync: all, any, uni or ballot. */
    static final class Vote extends Together {
        private final String mode;
        private final int d;
        private final Operand predicate;

        Vote(String mode, Operand d, Operand predicate, Operand mask) {
            super(mask);
            this.mode = mode;
            this.d = d.at();
            this.predicate = predicate;
        }

        @Override
        void together(Warp w, int wanted) {
            int votes = 0;
            for (int i = 0; i < w.count; i++) {
                int l = w.lanes[i];
                votes |= ((int) w.registers[predicate.at() + (l & predicate.mask())] & 1) << l;
            }
            long value = switch (mode) {
                case "all" -> votes == wanted ? 1 : 0;
                case "any" -> votes != 0 ? 1 : 0;
                case "uni" -> votes == 0 || votes == wanted ? 1 : 0;
                default -> votes & 0xFFFFFFFFL;
            };
            for (int i = 0; i < w.count; i++) {
                w.registers[d + w.lanes[i]] = value;
            }
        }
    }

    static final class ActiveMask extends Instruction {
        private final int d;

        ActiveMask(Operand d) {
            this.d = d.at();
        }

        @Override
        void run(Warp w) {
            for (int i = 0; i < w.count; i++) {
                w.registers[d + w.lanes[i]] = w.active & 0xFFFFFFFFL;
            }
        }
    }

    /** shfl.sync: up, down, bfly or idx. */
    static final class Shuffle extends Together {
        private final String mode;
        private final int d;
        private final int inRange;
        private final Operand a;
        private final Operand b;
        private final Operand c;

        /** @param inRange a predicate; null for none */
        Shuffle(String mode, Operand d, Operand inRange, Operand a, Operand b, Operand c, Operand mask) {
            super(mask);
            this.mode = mode;
            this.d = d.at();
            this.inRange = inRange == null ? -1 : inRange.at();
            this.a = a;
            this.b = b;
            this.c = c;
        }

        @Override
        void together(Warp w, int wanted) {
            long[] r = w.registers;
            long[] values = new long[32];
            long[] valid = new long[32];
            for (int i = 0; i < w.count; i++) {
                int lane = w.lanes[i];
                int by = (int) r[b.at() + (lane & b.mask())] & 31;
                int limits = (int) r[c.at() + (lane & c.mask())];
                int segment = limits >> 8 & 31;
                int first = lane & segment;
                int last = first | limits & 31 & ~segment;
                int from = switch (mode) {
                    case "up" -> lane - by;
                    case "down" -> lane + by;
                    case "bfly" -> lane ^ by;
                    default -> first | by & ~segment;
                };
                boolean inside = mode.equals("up") ? from >= last : from <= last;
                from = inside ? from : lane;
                if ((w.active >> from & 1) == 0) {
                    throw w.fault(this, lane, "takes the value of lane " + from + ", which does not take part");
                }
                values[lane] = r[a.at() + (from & a.mask())] & 0xFFFFFFFFL;
                valid[lane] = inside ? 1 : 0;
            }
            for (int i = 0; i < w.count; i++) {
                int lane = w.lanes[i];
                r[d + lane] = values[lane];
                if (inRange >= 0) {
                    r[inRange + lane] = valid[lane];
                }
            }
        }
    }
}
