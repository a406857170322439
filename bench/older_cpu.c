/* Lets a program see an older processor: AVX2, but no AVX-512, no VNNI, no AMX. For Linux on x86-64 whose kernel can trap CPUID.
 *
 *   cc -shared -fPIC -O2 -o older_cpu.so bench/older_cpu.c && LD_PRELOAD=./older_cpu.so python bench/reading.py FOLDER
 *
 * CPUID is made to fault; the handler runs it and takes the newer sets out of the answer, so that runtimes choose their older code.
 */
#define _GNU_SOURCE
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

enum { ARCH_CPUID = 0x1012 };

static void answer(int signal_number, siginfo_t *info, void *context) {
    greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
    const uint8_t *at = (const uint8_t *)registers[REG_RIP];
    (void)info;
    if (at[0] != 0x0F || at[1] != 0xA2) { /* a real fault */
        signal(signal_number, SIG_DFL);
        return;
    }
    uint32_t leaf = (uint32_t)registers[REG_RAX], sub = (uint32_t)registers[REG_RCX], a, b, c, d;
    syscall(SYS_arch_prctl, ARCH_CPUID, 1);
    __asm__ volatile("cpuid" : "=a"(a), "=b"(b), "=c"(c), "=d"(d) : "a"(leaf), "c"(sub));
    syscall(SYS_arch_prctl, ARCH_CPUID, 0);
    if (leaf == 7 && sub == 0) {
        b &= ~(1u << 16 | 1u << 17 | 1u << 21 | 1u << 26 | 1u << 27 | 1u << 28 | 1u << 30 | 1u << 31); /* AVX-512 F DQ IFMA PF ER CD BW VL */
        c &= ~(1u << 1 | 1u << 6 | 1u << 11 | 1u << 12 | 1u << 14);                                   /* VBMI VBMI2 VNNI BITALG VPOPCNTDQ */
        d &= ~(1u << 2 | 1u << 3 | 1u << 8 | 1u << 22 | 1u << 23 | 1u << 24 | 1u << 25); /* 4VNNIW 4FMAPS VP2INTERSECT AMX FP16 AMX AMX */
    }
    if (leaf == 7 && sub == 1) {
        a &= ~(1u << 4 | 1u << 5 | 1u << 21 | 1u << 23); /* AVX-VNNI AVX512-BF16 AMX-FP16 AVX-IFMA */
        d &= ~(1u << 4 | 1u << 5 | 1u << 10);            /* AVX-VNNI-INT8 AVX-NE-CONVERT AVX-VNNI-INT16 */
    }
    registers[REG_RAX] = a, registers[REG_RBX] = b, registers[REG_RCX] = c, registers[REG_RDX] = d;
    registers[REG_RIP] += 2;
}

__attribute__((constructor)) static void begin(void) {
    struct sigaction action = {0};
    action.sa_sigaction = answer;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    sigaction(SIGSEGV, &action, NULL);
    if (syscall(SYS_arch_prctl, ARCH_CPUID, 0) != 0) {
        static const char told[] = "older_cpu: this kernel or processor cannot trap CPUID\n";
        (void)!write(2, told, sizeof told - 1);
        _exit(2);
    }
}
