reset errors
reset session
set encoding utf8
set terminal pngcairo noenhanced size 1000,500 fontscale 1 linewidth 1 pointscale 1 background '#FFFFFF' font 'DejaVu Sans,10.00'
set output 'payments-api.png'
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
$d1 << EOD
49.63 197.50
888.09 197.50

49.63 121.50
888.09 121.50

EOD
$d2 << EOD
49.63 273.50
888.09 273.50

EOD
$d3 << EOD
220.46 298.02 273.20 117.45
325.27 402.83 273.20 189.63
EOD
$d4 << EOD
220.46 298.02 117.45 102.26
534.89 612.45 273.20 261.80
EOD
$d5 << EOD
639.70 717.26 273.20 254.21
EOD
$d6 << EOD
639.70 717.26 254.21 250.41
EOD
$d7 << EOD
49.63 378.50
888.09 378.50

49.63 323.50
888.09 323.50

EOD
$d8 << EOD
49.63 434.50
888.09 434.50

EOD
$d9 << EOD
259.24 318.95
364.05 351.51
364.05 434.00
259.24 414.52

639.70 313.20
717.26 313.20
717.26 417.32
639.70 417.32

EOD
$d10 << EOD
49.63 375.50
888.09 375.50

EOD
$d11 << EOD
259.24 384.68
364.05 434.00

EOD
$d12 << EOD
678.48 341.52
EOD
set label '76 deployments · 10.5% failed · Nov 2023 – Mar 2024' at 12.00,43.00 front left noenhanced textcolor rgb '#626262'
set label 'group/project, collected 3 Mar 2024' at 12.00,487.00 front left noenhanced font 'DejaVu Sans,8.00' textcolor rgb '#626262'
set label 'Shaded: 95% interval; no point below 5 deployments' at 100.71,295.20 front left noenhanced textcolor rgb '#626262'
$d13 << EOD
12.00 74.00 "Deployments a month"
12.00 295.20 "Failure rate"
EOD
$d14 << EOD
892.09 375.50 "10.5% overall"
EOD
$d15 << EOD
172.44 74.00 "successful"
EOD
$d16 << EOD
262.45 74.00 "failed"
EOD
$d17 << EOD
12.00 20.00 "payments-api"
EOD
$d18 << EOD
259.24 448.00 "Nov"
259.24 463.00 "2023"
364.05 448.00 "Dec"
468.86 448.00 "Jan"
468.86 463.00 "2024"
573.67 448.00 "Feb"
678.48 448.00 "Mar"
EOD
$d19 << EOD
364.05 421.00 "0.0%"
EOD
$d20 << EOD
988.00 487.00 "made with dora-report"
EOD
$d21 << EOD
717.02 240.41 "Mar to date"
EOD
$d22 << EOD
41.63 273.50 "0"
41.63 197.50 "20"
41.63 121.50 "40"
41.63 434.50 "0%"
41.63 378.50 "10%"
41.63 323.50 "20%"
EOD
plot $d1 using 1:2 notitle with lines linewidth 1.000 linecolor rgb '#EBEBEB', \
  $d2 using 1:2 notitle with lines linewidth 1.000 linecolor rgb '#9A9A9A', \
  $d3 using 1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '#4C78A8', \
  $d4 using 1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '#E45756', \
  $d5 using 1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '#B3C6DA', \
  $d6 using 1:3:1:2:3:4 notitle with boxxyerror linecolor rgb '#F3B5B4', \
  $d7 using 1:2 notitle with lines linewidth 1.000 linecolor rgb '#EBEBEB', \
  $d8 using 1:2 notitle with lines linewidth 1.000 linecolor rgb '#9A9A9A', \
  $d9 using 1:2 notitle with filledcurves closed linecolor rgb '#DFE3E8', \
  $d10 using 1:2 notitle with lines linewidth 1.000 linecolor rgb '#8A8A8A', \
  $d11 using 1:2 notitle with linespoints pointtype 7 pointsize 0.867 linewidth 1.800 linecolor rgb '#252525', \
  $d12 using 1:2 notitle with points pointtype 6 pointsize 0.867 linewidth 1.800 linecolor rgb '#252525', \
  $d13 using 1:2:3 notitle with labels left noenhanced textcolor rgb '#111111', \
  $d14 using 1:2:3 notitle with labels left noenhanced textcolor rgb '#626262', \
  $d15 using 1:2:3 notitle with labels left noenhanced font 'DejaVu Sans:Bold,10.00' textcolor rgb '#3E6A99', \
  $d16 using 1:2:3 notitle with labels left noenhanced font 'DejaVu Sans:Bold,10.00' textcolor rgb '#C23B3A', \
  $d17 using 1:2:3 notitle with labels left noenhanced font 'DejaVu Sans:Bold,14.00' textcolor rgb '#111111', \
  $d18 using 1:2:3 notitle with labels center noenhanced textcolor rgb '#515151', \
  $d19 using 1:2:3 notitle with labels center noenhanced font 'DejaVu Sans:Bold,10.00' textcolor rgb '#111111', \
  $d20 using 1:2:3 notitle with labels right noenhanced font 'DejaVu Sans,8.00' textcolor rgb '#626262', \
  $d21 using 1:2:3 notitle with labels right noenhanced textcolor rgb '#626262', \
  $d22 using 1:2:3 notitle with labels right noenhanced textcolor rgb '#515151'
unset output
