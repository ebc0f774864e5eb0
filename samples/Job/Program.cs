using System.Runtime.InteropServices;

// Process 1 of a container ends at SIGTERM only if it handles it; a host builder does so by itself.
using var stop = new CancellationTokenSource();
using var handler = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
{
    signal.Cancel = true;
    stop.Cancel();
});

var version = typeof(Program).Assembly.GetName().Version!.ToString(3);
try
{
    await Task.Delay(TimeSpan.FromSeconds(Setting("JOB_SECONDS")), stop.Token);
}
catch (OperationCanceledException)
{
    Console.WriteLine($"Job {version} was told to stop");
    return 143;
}

Console.WriteLine($"Job {version} is done");
return Setting("JOB_EXIT_CODE");

static int Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : 0;
