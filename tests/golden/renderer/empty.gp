reset errors
reset session
set encoding utf8
set terminal pngcairo noenhanced size 1000,500 fontscale 1 linewidth 1 pointscale 1 background '#FFFFFF' font 'DejaVu Sans,10.00'
set output 'idle.png'
unset key
unset border
unset tics
set lmargin at screen 0
set rmargin at screen 1
set tmargin at screen 1
set bmargin at screen 0
set xrange [0:1000]
set yrange [500:0]
set style fill solid noborder
set label 'No deployments · Feb 2024' at 12.00,43.00 front left noenhanced textcolor rgb '#626262'
$d1 << EOD
12.00 20.00 "idle"
EOD
$d2 << EOD
500.00 276.00 "No deployments"
EOD
plot $d1 using 1:2:3 notitle with labels left noenhanced font 'DejaVu Sans:Bold,14.00' textcolor rgb '#111111', \
  $d2 using 1:2:3 notitle with labels center noenhanced font 'DejaVu Sans,14.00' textcolor rgb '#626262'
unset output
