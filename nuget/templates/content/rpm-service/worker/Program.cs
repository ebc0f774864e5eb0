var builder = Host.CreateApplicationBuilder(args);
// The service counts as started when the app says so, and its lines have their priorities in the journal.
builder.Services.AddSystemd();
builder.Services.AddHostedService<Work>();
builder.Build().Run();
