var builder = WebApplication.CreateBuilder(args);
// The service counts as started when the app says so.
builder.Services.AddSystemd();

var app = builder.Build();
app.MapGet("/", (IConfiguration configuration) => $"{configuration["Greeting"] ?? "Hello"} from RpmService1\n");
app.Run();
