var builder = WebApplication.CreateSlimBuilder(args);
var app = builder.Build();

var version = typeof(Program).Assembly.GetName().Version!.ToString(3);
app.MapGet("/", () => $"Hello from HelloAot {version}\n");

app.Run();
