// SPDX-License-Identifier: BSL-1.0

// A plugin of qemu's user mode. It writes the number of instructions that a program executed to
// standard error. Debian has no package with the headers, so the few declarations needed are here.
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>

typedef uint64_t qemu_plugin_id_t;
struct qemu_plugin_tb; // instructions that are translated and executed as a unit
typedef void on_translation(qemu_plugin_id_t, struct qemu_plugin_tb*);
typedef void on_exit(qemu_plugin_id_t, void*);

size_t qemu_plugin_tb_n_insns(const struct qemu_plugin_tb*);
void qemu_plugin_register_vcpu_tb_trans_cb(qemu_plugin_id_t, on_translation*);
void qemu_plugin_register_vcpu_tb_exec_inline(struct qemu_plugin_tb*, int op, void* to, uint64_t n);
void qemu_plugin_register_atexit_cb(qemu_plugin_id_t, on_exit*, void*);

int qemu_plugin_version = 1;

static uint64_t executed;

static void count(qemu_plugin_id_t id, struct qemu_plugin_tb* block) {
  (void)id;
  qemu_plugin_register_vcpu_tb_exec_inline(block, 0 /* add */, &executed,
                                           qemu_plugin_tb_n_insns(block));
}

static void tell(qemu_plugin_id_t id, void* unused) {
  (void)id, (void)unused;
  fprintf(stderr, "%" PRIu64 "\n", executed);
}

int qemu_plugin_install(qemu_plugin_id_t id, const void* system, int argc, char** argv) {
  (void)system, (void)argc, (void)argv;
  qemu_plugin_register_vcpu_tb_trans_cb(id, count);
  qemu_plugin_register_atexit_cb(id, tell, NULL);
  return 0;
}
