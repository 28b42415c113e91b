/* A stand-in for NVIDIA's management library. What it answers stands in the file "gpus.txt" beside it, which is read anew for every call:
 *   init CODE                                              the answer to nvmlInit_v2 and nvmlDeviceGetCount_v2
 *   gpu CODE UUID NAME TOTAL USED PERCENT CELSIUS MILLIWATTS MIG     one line for each device; "-" is not supported
 *   part CODE UUID TOTAL                                   a MIG part of the device above it
 * A device with a code other than 0 answers it to every question, and to the question for its handle when its UUID is "-". */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { OK = 0, NOT_SUPPORTED = 3, NOT_FOUND = 6, MOST = 16 };

typedef struct {
    int code, mig;
    char uuid[96], name[96], total[24], used[24], percent[24], celsius[24], milliwatts[24];
} Device;

static int init, gpus, parts[MOST];
static Device devices[MOST], mig[MOST][MOST];

static void read_state(void) {
    Dl_info self;
    char path[4096], line[512];
    init = 999;
    gpus = 0;
    if (!dladdr((void *)read_state, &self)) return;
    snprintf(path, sizeof path, "%s", self.dli_fname);
    strcpy(strrchr(path, '/') + 1, "gpus.txt");
    FILE *file = fopen(path, "r");
    while (file && fgets(line, sizeof line, file)) {
        Device d = {0};
        if (sscanf(line, "init %d", &init) == 1) continue;
        if (sscanf(line, "gpu %d %95s %95s %23s %23s %23s %23s %23s %d",
                   &d.code, d.uuid, d.name, d.total, d.used, d.percent, d.celsius, d.milliwatts, &d.mig) == 9 && gpus < MOST) {
            parts[gpus] = 0;
            devices[gpus++] = d;
        } else if (sscanf(line, "part %d %95s %23s", &d.code, d.uuid, d.total) == 3 && gpus > 0 && parts[gpus - 1] < MOST) {
            strcpy(d.name, "part");
            strcpy(d.used, "0");
            strcpy(d.percent, "-"), strcpy(d.celsius, "-"), strcpy(d.milliwatts, "-");
            mig[gpus - 1][parts[gpus - 1]++] = d;
        }
    }
    if (file) fclose(file);
}

/* Handles stay good while the file changes: 1, 2, ... for devices, 100 + 16 * device + part for parts. */
static Device *find(void *handle) {
    long h = (long)handle;
    read_state();
    return h >= 100 ? &mig[(h - 100) / MOST][(h - 100) % MOST] : &devices[h - 1];
}

static int number(void *handle, const char *(*field)(Device *), unsigned long long *value) {
    Device *d = find(handle);
    if (d->code != OK) return d->code;
    if (field(d)[0] == '-') return NOT_SUPPORTED;
    *value = strtoull(field(d), NULL, 10);
    return OK;
}

static const char *total(Device *d) { return d->total; }
static const char *used(Device *d) { return d->used; }
static const char *percent(Device *d) { return d->percent; }
static const char *celsius(Device *d) { return d->celsius; }
static const char *milliwatts(Device *d) { return d->milliwatts; }

static int text(Device *d, const char *value, char *buffer, unsigned length) {
    if (d->code != OK) return d->code;
    snprintf(buffer, length, "%s", value);
    return OK;
}

int nvmlInit_v2(void) { read_state(); return init; }
int nvmlShutdown(void) { return OK; }
int nvmlDeviceGetCount_v2(unsigned *count) { read_state(); *count = gpus; return init; }

int nvmlDeviceGetHandleByIndex_v2(unsigned index, void **handle) {
    read_state();
    if (index >= (unsigned)gpus) return NOT_FOUND;
    *handle = (void *)(long)(index + 1);
    return devices[index].uuid[0] == '-' ? devices[index].code : OK;
}

int nvmlDeviceGetUUID(void *device, char *buffer, unsigned length) { Device *d = find(device); return text(d, d->uuid, buffer, length); }
int nvmlDeviceGetName(void *device, char *buffer, unsigned length) { Device *d = find(device); return text(d, d->name, buffer, length); }

int nvmlDeviceGetMemoryInfo(void *device, unsigned long long *memory) {
    int code = number(device, total, &memory[0]);
    code = code == OK ? number(device, used, &memory[2]) : code;
    memory[1] = memory[0] - memory[2];
    return code;
}

int nvmlDeviceGetUtilizationRates(void *device, unsigned *rates) {
    unsigned long long value = 0;
    int code = number(device, percent, &value);
    rates[0] = (unsigned)value;
    return code;
}

int nvmlDeviceGetTemperature(void *device, unsigned sensor, unsigned *degrees) {
    unsigned long long value = 0;
    int code = sensor == 0 ? number(device, celsius, &value) : NOT_SUPPORTED;
    *degrees = (unsigned)value;
    return code;
}

int nvmlDeviceGetPowerUsage(void *device, unsigned *power) {
    unsigned long long value = 0;
    int code = number(device, milliwatts, &value);
    *power = (unsigned)value;
    return code;
}

int nvmlDeviceGetMigMode(void *device, unsigned *current, unsigned *pending) {
    Device *d = find(device);
    *current = *pending = d->mig;
    return d->code;
}

int nvmlDeviceGetMaxMigDeviceCount(void *device, unsigned *count) { *count = 7; return find(device)->code; }

int nvmlDeviceGetMigDeviceHandleByIndex(void *device, unsigned index, void **part) {
    read_state();
    long parent = (long)device - 1;
    *part = (void *)(100 + MOST * parent + index);
    return index < (unsigned)parts[parent] ? OK : NOT_FOUND;
}
