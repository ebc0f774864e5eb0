var version = typeof(Program).Assembly.GetName().Version!.ToString(3);
await Task.Delay(TimeSpan.FromSeconds(Setting("JOB_SECONDS")));
Console.WriteLine($"Job {version} is done");
return Setting("JOB_EXIT_CODE");

static int Setting(string name) => int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : 0;
