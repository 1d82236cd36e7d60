// SPDX-License-Identifier: BSL-1.0
#include "bench/processor.hpp"

#include "support/catch.hpp"

using bench::processor_name;

TEST_CASE("a processor is named by its name, its family and model, and its widest vectors") {
  CHECK(processor_name(
            "processor\t: 0\nvendor_id\t: AuthenticAMD\ncpu family\t: 25\nmodel\t\t: 17\n"
            "model name\t: AMD EPYC\nflags\t\t: fpu sse sse2 avx avx2 avx512f avx512bw\n"
            "\nprocessor\t: 1\ncpu family\t: 26\n") == "AMD EPYC, family 25, model 17, AVX-512");
  CHECK(processor_name(
            "cpu family\t: 6\nmodel\t\t: 85\nmodel name\t: Intel(R) Xeon(R) CPU @ 2.00GHz\n"
            "flags\t\t: sse2 avx avx2 avx512fp16\n") == "Intel Xeon CPU, family 6, model 85, AVX2");
}

TEST_CASE("a processor without a name is named by its numbers") {
  CHECK(processor_name("processor\t: 0\nFeatures\t: fp asimd crc32\nCPU implementer\t: 0x41\n"
                       "CPU part\t: 0xd0c\n") == "implementer 0x41, part 0xd0c, NEON");
  CHECK(processor_name("model name\t:\nflags\t:") == "a processor without a name");
  CHECK(processor_name("") == "a processor without a name");
}
